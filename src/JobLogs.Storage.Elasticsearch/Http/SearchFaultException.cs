using System.Net;
using JobLogs.Storage.Copies;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>A request that has no usable answer. Inside this adapter: the port tells it as a missing answer or an unavailable store.</summary>
internal sealed class SearchFaultException(NoAnswerReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind.</summary>
    internal NoAnswerReason Reason { get; } = reason;

    /// <summary>The status of the answer; null when there was none.</summary>
    internal HttpStatusCode? Status { get; init; }

    /// <summary>What the port says of it to whoever writes.</summary>
    internal StoreUnavailableException ToUnavailable() => new(
        Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "copy_denied" : "copy_unavailable", Message, this);

    /// <summary>What the port says of it to whoever asks.</summary>
    internal NoAnswer ToNoAnswer() => new(Reason, Message);
}
