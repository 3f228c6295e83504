"""A language model behind an OpenAI-compatible server as a suggester.

llama.cpp, Ollama, vLLM and others answer to this protocol. The text of the documents is sent to
the server, and the suggester says so before it sends any.
"""

from annotator.suggest.server.loading import load_server

__all__ = ["load_server"]
