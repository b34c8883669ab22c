"""Runs the features of the articles."""

from pytest_bdd import scenarios

scenarios("../features")
