using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Shippers.Records;
using JobLogs.Server.Shippers.Targets;

namespace JobLogs.Server.Shippers.Otlp;

/// <summary>The OpenTelemetry protocol's logs over HTTP, as Protocol Buffers or JSON. See https://opentelemetry.io/docs/specs/otlp/.</summary>
internal sealed class OtlpFormat : IShipperFormat
{
    private const string Binary = "application/x-protobuf";

    /// <inheritdoc />
    public void Read(HttpRequest request, ReadOnlyMemory<byte> body, ShippedRecords records)
    {
        var receiver = new Receiver(records);
        try
        {
            if (IsBinary(request))
            {
                OtlpProtobuf.Read(body.Span, receiver);
            }
            else if (request.HasJsonContentType())
            {
                OtlpJson.Read(body, receiver);
            }
            else
            {
                records.Refuse(Problems.UnsupportedMediaType(
                    $"The Content-Type is '{QueryReader.Shown(request.ContentType ?? "")}'; OTLP is sent as {Binary} or application/json."));
            }
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            records.Refuse(Problems.BadRequest($"The body is no OTLP request of logs: {malformed.Message} Nothing of it was stored."));
        }
    }

    /// <inheritdoc />
    public IResult Answer(HttpRequest request, ShippedOutcome outcome) =>
        IsBinary(request)
            ? TypedResults.Bytes(OtlpAnswer.Binary(outcome), Binary)
            : TypedResults.Bytes(OtlpAnswer.Json(outcome), "application/json");

    private static bool IsBinary(HttpRequest request) =>
        request.ContentType is { } type && type.Split(';')[0].Trim().Equals(Binary, StringComparison.OrdinalIgnoreCase);

    private sealed class Receiver(ShippedRecords records) : IOtlpReceiver
    {
        private IReadOnlyList<OtlpAttribute> _resource = [];
        private string _scope = "";

        public void Resource(IReadOnlyList<OtlpAttribute> attributes) => _resource = attributes;

        public void Scope(string name) => _scope = name;

        public void Record(OtlpRecord record) => records.Add(new OtlpEntry(record, _resource, _scope), Target(record));

        /// <summary>By <c>joblogs.*</c>, else by the pipeline of <c>cicd.*</c>, else by the service.</summary>
        private ShipTarget Target(OtlpRecord record) =>
            Said(record, TargetKeys.Run) is { } run
                ? ShipTarget.OfRun(run)
                : (Said(record, TargetKeys.Job) ?? Said(record, "cicd.pipeline.name") ?? Said(record, "service.name")) is { } job
                    ? ShipTarget.OfJob(job, Said(record, TargetKeys.Key) ?? Said(record, "cicd.pipeline.run.id"))
                    : default;

        private string? Said(OtlpRecord record, string key) =>
            (record.Attributes.Text(key) ?? _resource.Text(key)) is { Length: > 0 } text ? text : null;
    }
}
