using System.Buffers;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Logs.Export;

/// <summary>How entries are written to a file.</summary>
internal interface IExportFormat
{
    /// <summary>The media type.</summary>
    string ContentType { get; }

    /// <summary>How the file's name ends, without the dot.</summary>
    string Extension { get; }

    /// <summary>Writes what stands before the first entry.</summary>
    void WriteHead(IBufferWriter<byte> output);

    /// <summary>Writes an entry.</summary>
    void Write(IBufferWriter<byte> output, in EntryView entry);
}
