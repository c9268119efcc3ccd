using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs;

/// <summary>Answers with one entry, which it owns.</summary>
internal sealed class EntryAnswer(EntryBatch entry) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (entry)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            EntryWire.Write(httpContext.Response.BodyWriter, entry[0]);
            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}
