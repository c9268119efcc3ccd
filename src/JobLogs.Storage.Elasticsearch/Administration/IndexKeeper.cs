using System.Net;
using System.Text;
using JobLogs.Storage.Copies;
using JobLogs.Storage.Elasticsearch.Http;

namespace JobLogs.Storage.Elasticsearch.Administration;

/// <summary>Keeps the template and the indices: makes, lists, describes, refreshes and drops them.</summary>
internal sealed class IndexKeeper(SearchClient client, ElasticsearchOptions options, IndexName names)
{
    /// <summary>See <see cref="ILogCopy.DescribeAsync"/>.</summary>
    internal async Task<CopyDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var server = await IdentifyAsync(cancellationToken);
        using var health = await SendAsync(SearchRequest.Get($"_cluster/health/{names.Pattern}?timeout=1s"), cancellationToken);

        // While nodes elect a master they answer 408 or 503, with a body that says the same as red.
        var status = health.Status == HttpStatusCode.OK ? health.Read(SearchJson.Default.HealthReply).Status : "red";
        var days = await ListDaysAsync(cancellationToken);
        return new CopyDescription(
            server.Product, server.Version, status ?? "red", client.Nodes, days.Sum(day => day.Documents), days.Sum(day => day.SizeBytes));
    }

    /// <summary>See <see cref="ILogCopy.PrepareAsync"/>.</summary>
    internal async Task PrepareAsync(ulong database, CancellationToken cancellationToken)
    {
        var server = await IdentifyAsync(cancellationToken);
        var owner = database.ToString("x16");
        await EnsureOwnAsync(owner, cancellationToken);
        if (!await TryPutTemplateAsync(LogTemplate.Of(options, names, owner, server.FlattenedType), cancellationToken))
        {
            // A build without that type: details keep their exact text and can't be searched by key.
            await TryPutTemplateAsync(LogTemplate.Of(options, names, owner, null), cancellationToken, last: true);
        }
    }

    /// <summary>See <see cref="ILogCopy.ListDaysAsync"/>.</summary>
    internal async Task<IReadOnlyList<CopyDay>> ListDaysAsync(CancellationToken cancellationToken)
    {
        const string Wanted = "indices.*.primaries.docs.count,indices.*.total.store.size_in_bytes";
        using var reply = await SendAsync(SearchRequest.Get($"{names.Pattern}/_stats/docs,store?filter_path={Wanted}"), cancellationToken);
        var days = new List<CopyDay>();
        foreach (var (name, index) in reply.Read(SearchJson.Default.StatsReply).Indices ?? new Dictionary<string, StatsReply.Index>())
        {
            if (names.TryReadDay(name, out var day))
            {
                days.Add(new CopyDay(day, index.Primaries?.Docs?.Count ?? 0, index.Total?.Store?.SizeInBytes ?? 0));
            }
        }

        return [.. days.OrderBy(day => day.Day)];
    }

    /// <summary>See <see cref="ILogCopy.RefreshAsync"/>.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(SearchRequest.Post($"{names.Pattern}/_refresh"), cancellationToken);
        if (reply.Read(SearchJson.Default.ShardsReply).Shards is not { Failed: 0 })
        {
            throw new SearchFaultException(NoAnswerReason.Partial, "A refresh failed on some shards.");
        }
    }

    /// <summary>See <see cref="ILogCopy.DropDayAsync"/>.</summary>
    internal Task DropDayAsync(DateOnly day, CancellationToken cancellationToken) => DropAsync(names.Of(day), cancellationToken);

    /// <summary>See <see cref="ILogCopy.DropAllAsync"/>.</summary>
    internal async Task DropAllAsync(CancellationToken cancellationToken)
    {
        foreach (var day in await ListDaysAsync(cancellationToken))
        {
            await DropDayAsync(day.Day, cancellationToken);
        }

        await DropAsync($"_index_template/{names.Template}", cancellationToken);
    }

    private async Task<Server> IdentifyAsync(CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(SearchRequest.Get(""), cancellationToken);
        var version = reply.Read(SearchJson.Default.RootReply).Version;
        return (version?.Distribution, reply.Product) switch
        {
            ("opensearch", _) => new Server(Server.OpenSearch, version.Number ?? "unknown"),
            (null, "Elasticsearch") => new Server(Server.Elasticsearch, version?.Number ?? "unknown"),
            _ => throw new StoreUnavailableException(
                "copy_unknown_server", "The server is neither Elasticsearch (7.14 or later) nor OpenSearch; check ELASTICSEARCH_HOSTS."),
        };
    }

    private async Task EnsureOwnAsync(string owner, CancellationToken cancellationToken)
    {
        var owners = new List<string?>();
        using (var reply = await SendAsync(SearchRequest.Get($"_index_template/{names.Template}"), cancellationToken))
        {
            if (reply.Status != HttpStatusCode.NotFound)
            {
                owners.AddRange(reply.Read(SearchJson.Default.TemplatesReply).IndexTemplates?.Select(one => one.IndexTemplate?.Meta?.Joblogs?.Database) ?? []);
            }
        }

        using (var reply = await SendAsync(SearchRequest.Get($"{names.Pattern}/_mapping"), cancellationToken))
        {
            owners.AddRange(reply.Read(SearchJson.Default.DictionaryStringMappingReply).Values.Select(index => index.Mappings?.Meta?.Joblogs?.Database));
        }

        if (owners.Exists(other => other != owner))
        {
            throw new StoreUnavailableException(
                "copy_foreign",
                $"The indices {names.Template}-* are the copy of another database. Choose another ELASTICSEARCH_INDEX_PREFIX, or have this copy "
                + "rebuilt (POST /api/maintenance/rebuild-copy), which deletes them.");
        }
    }

    private async Task<bool> TryPutTemplateAsync(ReadOnlyMemory<byte> template, CancellationToken cancellationToken, bool last = false)
    {
        using var reply = await SendAsync(SearchRequest.Put($"_index_template/{names.Template}", template), cancellationToken);
        if (reply.Status == HttpStatusCode.BadRequest && !last && Encoding.UTF8.GetString(reply.Body).Contains("No handler for type", StringComparison.Ordinal))
        {
            return false;
        }

        reply.EnsureSuccess();
        return true;
    }

    private async Task DropAsync(string path, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(SearchRequest.Delete(path), cancellationToken);
        if (reply.Status != HttpStatusCode.NotFound)
        {
            reply.EnsureSuccess();
        }
    }

    private Task<SearchReply> SendAsync(SearchRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(request, options.WriteTimeout, cancellationToken);
}
