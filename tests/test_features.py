"""Binds every scenario of the features."""

from pytest_bdd import scenarios

scenarios("../features")
