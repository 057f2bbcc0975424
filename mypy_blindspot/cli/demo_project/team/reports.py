"""A query for every row, in the shape of a list comprehension."""

from typing import TypedDict

from team.models import Repository


class RepositorySummary(TypedDict):
    name: str
    owner: str
    pull_requests: int


def team_summary(org_id: int) -> list[RepositorySummary]:
    repositories = Repository.objects.filter(org_id=org_id)
    # "repo.owner" reads like an attribute and is a query, and so is the count: 21 queries for 10 repositories.
    return [
        {
            "name": repo.name,
            "owner": repo.owner.username,
            "pull_requests": repo.pullrequest_set.count(),
        }
        for repo in repositories
    ]


def repaired_team_summary(org_id: int) -> list[RepositorySummary]:
    # Two queries, however many repositories: count() uses the rows that were prefetched.
    repositories = Repository.objects.filter(org_id=org_id).select_related("owner").prefetch_related("pullrequest_set")
    return [
        {
            "name": repo.name,
            "owner": repo.owner.username,
            "pull_requests": repo.pullrequest_set.count(),
        }
        for repo in repositories
    ]
