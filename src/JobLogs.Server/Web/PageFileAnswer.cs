using Microsoft.Net.Http.Headers;

namespace JobLogs.Server.Web;

/// <summary>Answers with a file of the page, packed as the client takes it; with 304 when the client has it.</summary>
/// <param name="hashed">Whether its name changes with its bytes, so that it may be kept for ever.</param>
internal sealed class PageFileAnswer(PageFile file, bool hashed) : IResult
{
    private const string ForEver = "public, max-age=31536000, immutable";

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var response = httpContext.Response;
        var (bytes, encoding) = file.For(AcceptedEncodings.Of(request));
        var tag = new EntityTagHeaderValue($"\"{file.Tag}{(encoding is null ? "" : "-" + encoding)}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = hashed ? ForEver : "no-cache";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        PagePolicy.Apply(response);
        if (Has(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    private static bool Has(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
