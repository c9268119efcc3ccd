using System.IO.Pipelines;
using JobLogs.Protocol.Ids;
using JobLogs.Storage;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Logs.Export;

/// <summary>
/// Writes page after page, as fast as the client reads. When the store fails midway the connection is broken off, so that
/// nobody takes a part for the whole.
/// </summary>
internal sealed class ExportAnswer(ILogStore store, LogQuery asked, EntryPage first, IExportFormat format) : IResult
{
    private const int FlushAt = 64 * 1024;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = format.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName()}\"";
        format.WriteHead(response.BodyWriter);
        var page = first;
        try
        {
            while (true)
            {
                await WriteAsync(response.BodyWriter, page, httpContext.RequestAborted);
                if (!page.HasMore)
                {
                    break;
                }

                var last = Places.OfLast(page.Entries);
                page.Dispose();
                var next = asked.Descending ? asked with { Before = last } : asked with { After = last };
                page = await store.ReadAsync(next, httpContext.RequestAborted);
            }
        }
        finally
        {
            page.Dispose();
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private async ValueTask WriteAsync(PipeWriter output, EntryPage page, CancellationToken cancellationToken)
    {
        for (var index = 0; index < page.Entries.Count; index++)
        {
            format.Write(output, page.Entries[index]);
            if (output.UnflushedBytes > FlushAt)
            {
                await output.FlushAsync(cancellationToken);
            }
        }
    }

    private string FileName()
    {
        var whose = asked.Scope switch
        {
            { Run: { } run } => RunIdText.ToText(run.Number),
            { Job: { } job } => JobIdText.ToText(job.Number),
            _ => "all",
        };
        return $"logs-{whose}.{format.Extension}";
    }
}
