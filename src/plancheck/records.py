"""Data classes that cost little to define: for what is imported at every start.

For type checkers these are the standard library's own; at run time they are those of
:mod:`plancheck.record_making`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    from plancheck.record_making import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]
