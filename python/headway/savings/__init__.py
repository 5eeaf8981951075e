"""What does it save?"""
