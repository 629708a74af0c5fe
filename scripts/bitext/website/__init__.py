"""What readers of a built site meet: notices, both texts side by side, the state, search, feeds, weight."""
