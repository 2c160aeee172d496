"""Networks that read named findings off one picture: how they are trained and checked."""
