"""Web pages: from bytes to a tree, from the tree to the paragraphs and tables a person sees."""
