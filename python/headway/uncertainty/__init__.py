"""How sure is a saving?"""
