"""Where is it heading?"""
