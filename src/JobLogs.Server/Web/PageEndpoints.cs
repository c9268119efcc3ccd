using JobLogs.Server.Http;

namespace JobLogs.Server.Web;

/// <summary>The page over HTTP.</summary>
internal static class PageEndpoints
{
    private const string Running = "JobLogs is running. The API: /docs · OpenAPI: /openapi/v1.json · health: /health/ready · metrics: /metrics\n";

    private const string NotBuilt =
        "JobLogs is running without its page, because Node.js was missing when it was built: install Node.js 20.19 or later with npm, "
        + "then build again (dotnet build). The API is described at /docs.\n";

    /// <summary><c>GET /</c>: the page to a browser, a word to anything else.</summary>
    public static IResult Home(HttpRequest request, PageFiles files) =>
        !WantsPage(request) ? Results.Text(Running)
        : files.Index is { } index ? new PageFileAnswer(index, hashed: false)
        : Results.Text(NotBuilt);

    /// <summary>An address inside the page, opened directly.</summary>
    public static IResult Inside(HttpRequest request, PageFiles files) =>
        !WantsPage(request) ? Problems.NotFound($"There is nothing at {request.Path} but a page for browsers (Accept: text/html). /docs lists the calls there are.")
        : files.Index is { } index ? new PageFileAnswer(index, hashed: false)
        : Results.Text(NotBuilt, statusCode: StatusCodes.Status404NotFound);

    /// <summary>A file that the page loads.</summary>
    public static IResult Asset(HttpRequest request, string path, PageFiles files) =>
        files.Find("assets/" + path) is { } file
            ? new PageFileAnswer(file, hashed: true)
            : Problems.NotFound($"There is nothing at {request.Path}. A page that was opened before the server was updated has to be loaded anew.");

    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality != 0);
}
