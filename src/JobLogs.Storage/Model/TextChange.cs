namespace JobLogs.Storage.Model;

/// <summary>Changes a text of UTF-8 in its place; its length stays, and JSON stays JSON.</summary>
/// <param name="text">The text.</param>
/// <param name="kind">What it is.</param>
public delegate void TextChange(Span<byte> text, TextKind kind);
