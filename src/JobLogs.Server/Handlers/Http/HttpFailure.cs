using System.Net.Sockets;
using JobLogs.Server.Calls;

namespace JobLogs.Server.Handlers.Http;

/// <summary>Why a call came to nothing.</summary>
/// <param name="Code">The run's <c>error.code</c>.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record HttpFailure(string Code, string Message)
{
    /// <summary>The failure that an exception means; null when it is none of the call's, as when the run was told to stop.</summary>
    public static HttpFailure? Of(Exception exception, HttpOrder order, CancellationToken stopped) => exception switch
    {
        OperationCanceledException when stopped.IsCancellationRequested => null,
        OperationCanceledException => new("http_timed_out", $"There was no whole answer within the {order.TimeoutSeconds} s that parameters.timeout_seconds allows, or no connection within 30 s."),
        HttpRequestException { InnerException: AddressRefusedException refused } => new("address_refused", refused.Message),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            new("host_not_found", $"The host has no address, or its name can't be resolved: {exception.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new("tls_failed", $"No secure connection could be made: {exception.InnerException?.Message ?? exception.Message}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new("connection_failed", $"No connection could be made: {exception.Message}"),
        HttpRequestException or IOException => new("answer_broken", $"The answer could not be read: {exception.Message}"),
        _ => null,
    };
}
