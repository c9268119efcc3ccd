using System.Text.RegularExpressions;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>Where the search servers are and how they are asked. A class and no record, so that nothing prints the password.</summary>
public sealed partial class ElasticsearchOptions
{
    /// <summary>The nodes, <c>http://</c> or <c>https://</c>, without user and password. At least one; one that fails is passed over for a while.</summary>
    public required IReadOnlyList<Uri> Hosts { get; init; }

    /// <summary>The user of basic authentication; null for none.</summary>
    public string? Username { get; init; }

    /// <summary>The user's password; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// A PEM file with the authority, or authorities, that alone may vouch for the servers; null for those that the machine
    /// trusts. Certificates and names are always checked: there is no setting that ends it.
    /// </summary>
    public string? CaFile { get; init; }

    /// <summary>What the names of indices begin with: lowercase, as Elasticsearch demands.</summary>
    public string IndexPrefix { get; init; } = "job-logs";

    /// <summary>Primary shards of each day's index, 1 to 64. One does for about 50 GB a day.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Replicas, as <c>auto_expand_replicas</c> has it: from none on a single node to one where there are more.</summary>
    public string Replicas { get; init; } = "0-1";

    /// <summary>How long a search may take before the database is asked in its place.</summary>
    public TimeSpan SearchTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long any other request may take.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a node that failed is passed over; twice as long each time it fails again, to a minute.</summary>
    public TimeSpan NodePause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of one <c>_bulk</c> request, about: a longer batch is sent in several. A single document may be longer.</summary>
    public int BulkBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes of an answer at most; a longer one is no answer.</summary>
    public int AnswerBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>What is wrong with the options, each with the right form; none when they are usable.</summary>
    public IEnumerable<string> Faults()
    {
        if (Hosts.Count == 0)
        {
            yield return "Hosts is empty; give at least one, such as http://localhost:9200.";
        }

        foreach (var host in Hosts)
        {
            if (FaultOf(host) is { } fault)
            {
                yield return fault;
            }
        }

        if (Password is not null && string.IsNullOrEmpty(Username))
        {
            yield return "A password is given without a user name.";
        }

        if (Username?.Contains(':', StringComparison.Ordinal) is true)
        {
            yield return "The user name has a colon in it, which basic authentication can't carry.";
        }

        if (CaFile is not null && Hosts.FirstOrDefault(host => host.Scheme == Uri.UriSchemeHttp) is { } plain)
        {
            yield return $"A CA file is given, but {plain.Authority} is asked over http://, which checks nothing; write https://{plain.Authority}.";
        }

        if (!IndexName.IsPrefix(IndexPrefix))
        {
            yield return $"'{IndexPrefix}' can't begin the name of an index; use lowercase letters, digits, '-', '_' and '.', a letter or digit first, at most 100.";
        }

        if (Shards is < 1 or > 64)
        {
            yield return $"Shards is {Shards}; it must be 1 to 64.";
        }

        if (!ReplicaRange().IsMatch(Replicas))
        {
            yield return $"'{Replicas}' says nothing of replicas; write the fewest and the most, such as 0-1 or 0-all.";
        }
    }

    private static string? FaultOf(Uri host) => host switch
    {
        { IsAbsoluteUri: false } => "A host is no address; write it as http://localhost:9200.",

        // Not shown: it holds a password.
        { UserInfo.Length: > 0 } => $"The host {host.Host} carries a user name; give user name and password in their own settings.",
        { Scheme: "http" or "https" } => null,
        _ => $"'{host.Scheme}' is no scheme of a search server; write http:// or https://.",
    };

    [GeneratedRegex("^[0-9]{1,2}-([0-9]{1,2}|all)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReplicaRange();
}
