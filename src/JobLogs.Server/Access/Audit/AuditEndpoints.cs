using JobLogs.Protocol.Access;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Model;
using JobLogs.Storage.Queries;

namespace JobLogs.Server.Access.Audit;

/// <summary>The audit log over HTTP.</summary>
internal static class AuditEndpoints
{
    /// <summary>The parameters, for the description of the call.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        new("key_id", "Done with the key of this id."),
        new("action", "This was done, such as create_job or revoke_key."),
        new("target", "It was done to the job, run or key of this id."),
        new("start_time", "At or after this time.", QueryParameterKind.Time),
        new("end_time", "At or before this time.", QueryParameterKind.Time),
        .. Paging.Parameters,
    ];

    /// <summary><c>GET /api/audit</c>.</summary>
    public static async Task<IResult> List(HttpContext http, IAccessStore store)
    {
        var query = new QueryReader(http.Request.Query);
        var paging = Paging.Read(query);
        var asked = new AuditQuery(
            query.Text("key_id"), query.Text("action"), query.Text("target"), query.Time("start_time"), query.Time("end_time"), paging.Skip, paging.Limit);
        if (query.Problem() is { } problem)
        {
            return problem;
        }

        var page = await store.AuditAsync(asked, http.RequestAborted);
        return Wire.Json(
            new AuditList([.. page.Items.Select(Document)], page.Total, paging.Skip, paging.Limit, paging.HasMore(page.Items.Count, page.Total)),
            AccessJsonContext.Wire.AuditList);
    }

    private static AuditDocument Document(AuditRecord record) => new(
        record.Number, Clock.FromMicros(record.At), record.Key, record.KeyName, record.Address, record.Action, record.Target, Wire.Json(record.Details));
}
