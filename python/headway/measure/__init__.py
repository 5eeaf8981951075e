"""What was wanted?"""
