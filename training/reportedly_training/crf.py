"""A linear-chain conditional random field (Lafferty et al. 2001) over BIO tags."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_NEVER = -1e4


class ChainCrf(nn.Module):
    """Scores of tag sequences: emissions, a transition for each pair, forbidden ones at -1e4."""

    def __init__(self, tags: int, forbidden: Tensor) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.starts = nn.Parameter(torch.zeros(tags))
        self.register_buffer("forbidden", forbidden.float() * _NEVER)

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a token.

        Shapes: emissions (windows, tokens, tags), tags and mask (windows, tokens); the first token
        of each window is unmasked.
        """
        likelihood = self._score(emissions, tags, mask) - self._partition(emissions, mask)
        return -likelihood.sum() / mask.sum()

    def allowed(self) -> Tensor:
        """Transition scores with the forbidden ones out of reach."""
        return self.transitions + self.forbidden

    def _score(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        at = emissions.gather(2, tags.unsqueeze(2)).squeeze(2)
        steps = self.allowed()[tags[:, :-1], tags[:, 1:]]
        return self.starts[tags[:, 0]] + (at * mask).sum(1) + (steps * mask[:, 1:]).sum(1)

    def _partition(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """The sum over all sequences, steps multiplied pair by pair: as deep as log2 of the length."""
        allowed = self.allowed()
        same = torch.full_like(allowed, _NEVER).fill_diagonal_(0.0)
        steps = allowed + emissions[:, 1:].unsqueeze(2)
        steps = torch.where(mask[:, 1:, None, None].bool(), steps, same)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, same.expand(steps.shape[0], 1, -1, -1)], dim=1)
            left, right = steps[:, 0::2], steps[:, 1::2]
            steps = torch.logsumexp(left.unsqueeze(4) + right.unsqueeze(2), dim=3)
        first = self.starts + emissions[:, 0]
        if not steps.shape[1]:
            return torch.logsumexp(first, dim=1)
        return torch.logsumexp(first.unsqueeze(2) + steps[:, 0], dim=(1, 2))
