using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>An answer in pooled memory; whoever received it disposes it.</summary>
internal sealed class SearchReply(HttpStatusCode status, string request, string? product, PooledBuffer body) : IDisposable
{
    /// <summary>The status.</summary>
    internal HttpStatusCode Status { get; } = status;

    /// <summary>The header <c>X-Elastic-Product</c>.</summary>
    internal string? Product { get; } = product;

    /// <summary>The body.</summary>
    internal ReadOnlySpan<byte> Body => body.Span;

    /// <summary>Reads the body, which must be that of a 200.</summary>
    /// <exception cref="SearchFaultException">It is no success, or not what it should be.</exception>
    internal T Read<T>(JsonTypeInfo<T> type)
    {
        EnsureSuccess();
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw Unreadable(null);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <exception cref="SearchFaultException">The status is not 200.</exception>
    internal void EnsureSuccess()
    {
        if (Status != HttpStatusCode.OK)
        {
            throw ToFault();
        }
    }

    /// <summary>What is said of an answer that is no success.</summary>
    internal SearchFaultException ToFault()
    {
        var (type, reason) = ServerError.Read(body.Span);
        var advice = Status switch
        {
            HttpStatusCode.Unauthorized => " Check ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.",
            HttpStatusCode.Forbidden => " Give the user the rights that docs/storage/elasticsearch.md lists.",
            _ => "",
        };
        return new SearchFaultException(NoAnswerReason.Refused, $"{request} was answered {(int)Status} {type}: {reason}{advice}") { Status = Status };
    }

    /// <summary>What is said of an answer that can't be read.</summary>
    internal SearchFaultException Unreadable(Exception? cause) =>
        new(NoAnswerReason.Refused, $"{request} was answered {(int)Status} with something that is no answer of a search server.", cause) { Status = Status };

    /// <inheritdoc />
    public void Dispose() => body.Dispose();
}
