"""The catalogues in Chinese, one module an area."""
