using JobLogs.Server.Shippers.Records;

namespace JobLogs.Server.Shippers;

/// <summary>A format that log shippers speak.</summary>
internal interface IShipperFormat
{
    /// <summary>Reads a request's body, unpacked, into <paramref name="records"/>; a body that can't be read is refused there.</summary>
    void Read(HttpRequest request, ReadOnlyMemory<byte> body, ShippedRecords records);

    /// <summary>The format's own way to say what became of the records, all of which are committed but for the rejected.</summary>
    IResult Answer(HttpRequest request, ShippedOutcome outcome);
}
