"""Before and instead of an answer: the emergency screen, and questions that we decline."""

from answers.safety.decline import Decline, decline
from answers.safety.emergency import Emergency, screen
from answers.safety.guidance import emergency_texts, guidance_texts

__all__ = ["Decline", "Emergency", "decline", "emergency_texts", "guidance_texts", "screen"]
