"""The pages under /accounts/: sign-in, password, address, invitations. allauth does the work."""
