using JobLogs.Server.Ingest;
using JobLogs.Server.Shippers.Elastic;
using JobLogs.Server.Shippers.Loki;
using JobLogs.Server.Shippers.Otlp;
using JobLogs.Server.Shippers.Seq;
using JobLogs.Server.Shippers.Targets;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Shippers;

/// <summary>
/// What log shippers send to. Each call stands at three places: a run's address, a job's, and the format's own, where each record says where
/// it goes. Query parameters are the shippers' own and are left alone.
/// </summary>
internal static class ShipperEndpoints
{
    /// <summary><c>POST …/v1/logs</c>.</summary>
    public static Task<IResult> Otlp(HttpRequest request, ShipperIntake intake) =>
        intake.TakeAsync(request, new OtlpFormat(), Address(request));

    /// <summary><c>POST …/api/events/raw</c> and <c>POST …/ingest/clef</c>.</summary>
    public static Task<IResult> Seq(HttpRequest request, ShipperIntake intake) =>
        intake.TakeAsync(request, new SeqFormat(), Address(request));

    /// <summary><c>POST …/_bulk</c> and <c>POST …/{index}/_bulk</c>.</summary>
    public static Task<IResult> Bulk(HttpRequest request, ShipperIntake intake)
    {
        ElasticProduct.Mark(request.HttpContext.Response);
        return intake.TakeAsync(request, new BulkFormat(request.RouteValues["index"] as string), Address(request));
    }

    /// <summary><c>GET …/elastic</c>: what clients of Elasticsearch ask first.</summary>
    public static IResult Greet(HttpResponse response) => ElasticProduct.Greet(response);

    /// <summary><c>POST …/loki/api/v1/push</c>.</summary>
    public static Task<IResult> Loki(HttpRequest request, ShipperIntake intake, IOptions<IngestOptions> options) =>
        intake.TakeAsync(request, new LokiFormat(options.Value.MaxRequestBytes), Address(request));

    private static ShipTarget Address(HttpRequest request) =>
        request.RouteValues["run_id"] is string run ? ShipTarget.OfRun(run)
        : request.RouteValues["job_id"] is string job ? ShipTarget.OfJob(job)
        : default;
}
