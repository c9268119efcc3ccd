using System.Net.Http.Headers;
using System.Text;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>One request and what is made of it.</summary>
/// <param name="stopped">The test is over.</param>
internal sealed class Exchange(ProxiedRequest request, Stream client, HttpClient http, Uri server, CancellationToken stopped)
{
    private string _headers = "";

    /// <summary>The request's body, which a fault may change before it is passed on.</summary>
    public byte[] Body { get; set; } = request.Body;

    /// <summary>Passes the request on and returns what the server says to it.</summary>
    public async Task<(int Status, string Body)> ForwardAsync()
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(server, request.Path));
        if (Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Headers["Content-Type"]);
        }

        using var response = await http.SendAsync(message, stopped);
        if (response.Headers.TryGetValues("X-Elastic-Product", out var product))
        {
            _headers = $"X-Elastic-Product: {product.First()}\r\n";
        }

        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(stopped));
    }

    public Task AnswerAsync(int status, string body) => SendAsync(status, body, share: 1);

    /// <summary>Promises the whole body, sends half of it and leaves.</summary>
    public Task AnswerHalfAsync(int status, string body) => SendAsync(status, body, share: 2);

    /// <summary>Leaves the client without an answer until the test is over.</summary>
    public Task SayNothingAsync() => Task.Delay(Timeout.Infinite, stopped);

    private async Task SendAsync(int status, string body, int share)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} Test\r\nContent-Type: application/json\r\nConnection: close\r\n{_headers}Content-Length: {bytes.Length}\r\n\r\n";
        await client.WriteAsync(Encoding.ASCII.GetBytes(head), stopped);
        await client.WriteAsync(bytes.AsMemory(0, bytes.Length / share), stopped);
    }
}
