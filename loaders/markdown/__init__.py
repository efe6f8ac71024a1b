"""Pages kept as Markdown with a front matter: blocks with offsets, nested lists, links and notes in the line."""
