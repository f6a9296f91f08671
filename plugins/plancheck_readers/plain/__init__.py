"""Plain text and Markdown: lines, paragraphs, tables."""
