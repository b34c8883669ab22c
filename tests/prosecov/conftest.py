from hypothesis import settings

settings.register_profile("prosecov", deadline=None)
settings.load_profile("prosecov")
