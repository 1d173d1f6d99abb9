"""What a flattened page says about itself: title, author, date, outlet, language."""
