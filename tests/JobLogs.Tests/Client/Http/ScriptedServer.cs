using System.Net;
using System.Text;

namespace JobLogs.Tests.Client.Http;

/// <summary>Answers calls from a script, one after the other, and remembers what was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    /// <summary>What was asked: method and path, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The requests' bodies, as text; empty without one.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>The requests' headers of interest.</summary>
    public List<HttpRequestMessage> Requests { get; } = [];

    /// <summary>The next answer.</summary>
    public ScriptedServer Answer(HttpStatusCode status, string body, string type = "application/json", Action<HttpResponseMessage>? more = null) =>
        Answer((_, _) =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
            more?.Invoke(response);
            return Task.FromResult(response);
        });

    /// <summary>The next answer.</summary>
    public ScriptedServer Answer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (_answers)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    /// <summary>The next call gets no answer.</summary>
    public ScriptedServer Fail() => Answer((_, _) => throw new HttpRequestException("connection refused"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (_answers)
        {
            Calls.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            Bodies.Add(body);
            Requests.Add(request);
            answer = _answers.Dequeue();
        }

        return await answer(request, cancellationToken);
    }
}
