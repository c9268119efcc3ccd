using CsCheck;
using JobLogs.Client.Shipping;

namespace JobLogs.Tests.Client.Shipping;

public sealed class FrameBufferTests
{
    private static readonly Gen<(FrameKind Kind, byte[] Payload)[]> Frames =
        Gen.Select(Gen.Int[1, 4].Select(kind => (FrameKind)kind), Gen.Byte.Array[0, 300]).Array[1, 20];

    [Fact]
    public void What_is_cut_anywhere_is_read_up_to_the_last_whole_frame() =>
        Gen.Select(Frames, Gen.Double[0, 1]).Sample((frames, share) =>
        {
            var bytes = Write(frames);
            var cut = bytes[..(int)(bytes.Length * share)];

            var read = Read(cut);

            read.ShouldBe(frames.Take(read.Count).Select(Text));
            (read.Count == frames.Length || Write(frames.Take(read.Count + 1)).Length > cut.Length).ShouldBeTrue("one whole frame more was there");
        }, iter: 300);

    [Fact]
    public void A_changed_bit_is_noticed() =>
        Gen.Select(Frames, Gen.Int[0, int.MaxValue]).Sample((frames, at) =>
        {
            var bytes = Write(frames);
            bytes[at % bytes.Length] ^= (byte)(1 << (at % 8));

            var read = Read(bytes);

            read.Count.ShouldBeLessThan(frames.Length);
            read.ShouldBe(frames.Take(read.Count).Select(Text));
        }, iter: 300);

    private static byte[] Write(IEnumerable<(FrameKind Kind, byte[] Payload)> frames)
    {
        var buffer = new FrameBuffer();
        foreach (var (kind, payload) in frames)
        {
            buffer.Add(kind, payload);
        }

        return buffer.Written.ToArray();
    }

    private static List<string> Read(ReadOnlySpan<byte> bytes)
    {
        var read = new List<string>();
        while (FrameBuffer.TryRead(bytes, out var kind, out var payload))
        {
            read.Add(Text((kind, payload.ToArray())));
            bytes = bytes[(FrameBuffer.HeaderLength + payload.Length)..];
        }

        return read;
    }

    private static string Text((FrameKind Kind, byte[] Payload) frame) => $"{frame.Kind} {Convert.ToHexString(frame.Payload)}";
}
