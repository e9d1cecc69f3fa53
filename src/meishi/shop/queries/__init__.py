"""Which rows?"""
