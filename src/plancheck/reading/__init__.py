"""How plans are written: a document goes in, a plan comes out."""
