using System.Buffers;
using JobLogs.Protocol.Entries;
using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Export;

/// <summary>Each entry as every view shows it, on one line.</summary>
internal sealed class NdjsonFormat : IExportFormat
{
    /// <inheritdoc />
    public string ContentType => "application/x-ndjson";

    /// <inheritdoc />
    public string Extension => "ndjson";

    /// <inheritdoc />
    public void WriteHead(IBufferWriter<byte> output)
    {
    }

    /// <inheritdoc />
    public void Write(IBufferWriter<byte> output, in EntryView entry)
    {
        EntryJson.WriteOneLine(output, EntryWire.ToFields(entry), entry.Job.Number, entry.Run.Number, entry.Seq);
        output.Write("\n"u8);
    }
}
