"""Organizations, their repositories, and the pull requests of these."""

from django.db import models


class Organization(models.Model):
    name = models.CharField(max_length=100)


class Member(models.Model):
    username = models.CharField(max_length=100)


class Repository(models.Model):
    name = models.CharField(max_length=100)
    org = models.ForeignKey(Organization, on_delete=models.CASCADE)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE)


class PullRequest(models.Model):
    title = models.CharField(max_length=200)
    repository = models.ForeignKey(Repository, on_delete=models.CASCADE)
