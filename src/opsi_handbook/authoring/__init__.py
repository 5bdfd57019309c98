"""For those who write the content: from YAML to the files that the library ships."""
