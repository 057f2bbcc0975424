from litellm.main import acompletion as acompletion
from litellm.main import aembedding as aembedding
