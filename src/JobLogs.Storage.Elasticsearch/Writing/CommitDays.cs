using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>Which index the items of a commit go to. The batch's items come in the order of their commits, so the last answer is tried first.</summary>
internal sealed class CommitDays(IReadOnlyList<CopiedCommit> commits, IndexName names)
{
    private int _at;

    /// <summary>The index of the commit.</summary>
    /// <exception cref="ArgumentException">The batch doesn't name it.</exception>
    internal string IndexOf(long commit)
    {
        if (_at >= commits.Count || commits[_at].Number > commit)
        {
            _at = 0;
        }

        while (_at < commits.Count && commits[_at].Number < commit)
        {
            _at++;
        }

        return _at < commits.Count && commits[_at].Number == commit
            ? names.Of(commits[_at].AtMicros)
            : throw new ArgumentException($"The batch has items of commit {commit}, which is not among its commits.", nameof(commit));
    }
}
