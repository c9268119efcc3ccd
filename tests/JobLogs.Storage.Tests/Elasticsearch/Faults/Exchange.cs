using System.Net;
using System.Net.Http.Headers;

namespace JobLogs.Storage.Tests.Elasticsearch.Faults;

/// <summary>One request and what is made of it.</summary>
internal sealed class Exchange(HttpListenerContext context, HttpClient http, Uri server)
{
    /// <summary>The request's body, which a fault may change before it is passed on.</summary>
    public byte[] Body { get; set; } = [];

    public async Task ReceiveAsync()
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        Body = body.ToArray();
    }

    /// <summary>Passes the request on and returns what the server says to it.</summary>
    public async Task<(int Status, string Body)> ForwardAsync()
    {
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(server, context.Request.RawUrl));
        if (Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        }

        using var response = await http.SendAsync(message);
        if (response.Headers.TryGetValues("X-Elastic-Product", out var product))
        {
            context.Response.Headers.Add("X-Elastic-Product", product.First());
        }

        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task AnswerAsync(int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    /// <summary>Promises the whole body, sends half of it and cuts the connection.</summary>
    public async Task AnswerHalfAsync(int status, string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await context.Response.OutputStream.FlushAsync();
        context.Response.Abort();
    }

    public void Cut() => context.Response.Abort();
}
