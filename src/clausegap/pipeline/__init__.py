"""The spaCy pipeline: the only package that knows spaCy."""

from clausegap.pipeline.build import build_pipeline
from clausegap.pipeline.extract import analysis_of

__all__ = ["analysis_of", "build_pipeline"]
