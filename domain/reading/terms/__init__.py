"""What the terms of a promo are typed as: promises, shares, and what is different where."""
