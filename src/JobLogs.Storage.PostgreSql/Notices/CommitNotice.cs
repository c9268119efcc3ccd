using System.Globalization;
using System.Text;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.PostgreSql.Notices;

/// <summary>
/// What servers over one database tell each other after commits: a hint that there is something to read, no more. Several commits
/// may be told in one notice, and a notice may be lost with a connection; what is true stands in the tables.
/// </summary>
/// <param name="Commit">The number of the last commit that it is about.</param>
/// <param name="Writer">The store that wrote it: <see cref="PostgresStore.Id"/>.</param>
/// <param name="Jobs">The jobs that were written to; null when they are too many to name, or unknown.</param>
public sealed record CommitNotice(long Commit, Guid Writer, IReadOnlyList<JobId>? Jobs)
{
    /// <summary>The channel of <c>LISTEN</c> and <c>NOTIFY</c>.</summary>
    public const string Channel = "joblogs_commits";

    // PostgreSQL refuses payloads of 8000 bytes.
    private const int MaxLength = 7_900;

    /// <summary>The payload: number, writer, and the jobs' numbers with commas between them, or a star.</summary>
    public string ToPayload()
    {
        var text = new StringBuilder($"{Commit} {Writer:N} ");
        if (Jobs is not { } jobs)
        {
            return text.Append('*').ToString();
        }

        var head = text.Length;
        text.AppendJoin(',', jobs.Select(job => job.Number));
        return text.Length <= MaxLength ? text.ToString() : text.Remove(head, text.Length - head).Append('*').ToString();
    }

    /// <summary>Reads <see cref="ToPayload"/>'s output; null when it is something else.</summary>
    public static CommitNotice? Parse(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var parts = payload.Split(' ');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var commit)
            || !Guid.TryParseExact(parts[1], "N", out var writer))
        {
            return null;
        }

        if (parts[2] == "*")
        {
            return new CommitNotice(commit, writer, null);
        }

        var jobs = new List<JobId>();
        foreach (var part in parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var job))
            {
                return null;
            }

            jobs.Add(new JobId(job));
        }

        return new CommitNotice(commit, writer, jobs);
    }
}
