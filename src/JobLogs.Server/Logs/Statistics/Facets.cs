using System.Globalization;
using JobLogs.Protocol;
using JobLogs.Protocol.Ids;
using JobLogs.Protocol.Logs;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Statistics;

/// <summary>Answers with the commonest values in a log.</summary>
internal sealed class Facets(ILogStore store, FilterReader filters)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1000;

    private static readonly Dictionary<string, Facet> Known = new(StringComparer.Ordinal)
    {
        ["job"] = Facet.Job,
        ["step"] = Facet.Step,
        ["level"] = Facet.Level,
        ["error_code"] = Facet.ErrorCode,
    };

    /// <summary>What query parameters ask for, or what is wrong with them.</summary>
    public async ValueTask<IResult> AnswerAsync(LogScope scope, IQueryCollection parameters, CancellationToken cancellationToken)
    {
        var query = new QueryReader(parameters);
        var filter = filters.Read(query);
        var limit = query.Integer("limit", DefaultLimit, 1, MaxLimit);
        var asked = query.List("by")?.Distinct(StringComparer.Ordinal).ToArray() ?? [.. Known.Keys];
        foreach (var name in asked.Where(name => !Known.ContainsKey(name)))
        {
            query.Wrong("by", $"'{QueryReader.Shown(name)}' is none of {string.Join(", ", Known.Keys)}.");
        }

        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var facets = new Dictionary<string, IReadOnlyList<FacetValue>>(StringComparer.Ordinal);
        foreach (var name in asked)
        {
            var facet = Known[name];
            var counts = await store.FacetAsync(scope, filter, facet, limit, cancellationToken);
            facets[name] = [.. counts.Select(count => new FacetValue(Text(facet, count.Value), count.Count))];
        }

        return Wire.Json(new FacetList(facets), LogsJsonContext.Wire.FacetList);
    }

    private static string Text(Facet facet, string value) => facet switch
    {
        Facet.Job => JobIdText.ToText(int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)),
        Facet.Level => LevelNames.ToText((JobLogLevel)Enum.Parse<EntryLevel>(value)),
        _ => value,
    };
}
