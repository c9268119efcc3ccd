using System.Diagnostics;

namespace JobLogs.Tests.Protocol.Entries;

public sealed class EntryReaderDetailsTests
{
    [Theory]
    [InlineData("""{"a":1,"a":1}""", "\"a\"")]
    [InlineData("""{"a":1,"\u0061":2}""", "\"a\"")]
    [InlineData("""{"\u00e9":1,"é":2}""", "\"é\"")]
    [InlineData("""{"😀":1,"\ud83d\ude00":2}""", "\"😀\"")]
    [InlineData("""{"\ud800":1,"\uD800":2}""", "twice")]
    [InlineData("""{"":1,"":2}""", "\"\"")]
    [InlineData("""{"x":{"y":[{"z":1,"k":{"z":1},"z":2}]}}""", "\"z\"")]
    [InlineData("""{"x":{"a":1},"y":[{"a":1},{"a":2}],"x":3}""", "\"x\"")]
    public void A_key_twice_in_one_object_is_refused(string details, string named)
    {
        ReadEntry entry = Bodies.One($$"""{"message":"x","details":{{details}}}""");
        entry.Code.ShouldBe("duplicate_key");
        entry.Detail.ShouldNotBeNull().ShouldContain(named);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"a":{"a":{"a":[{"a":1},{"a":2}]}},"b":{"a":1}}""")]
    [InlineData("""{"a":1,"A":2,"a ":3,"\u0000":4,"\ufffd":5,"\ud800":6,"\ud801":7,"\udc00":8}""")]
    [InlineData("""{ "e" : "\u4e2d\/" , "n":1.50e+10,"t" :true }""")]
    public void Other_details_are_kept_as_they_were_sent(string details) =>
        Bodies.One($$"""{"message":"x","details": {{details}} }""").Details.ShouldBe(details);

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_repeated_key_is_found_among_any_number_wherever_it_stands(int count)
    {
        string keys = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":0"));
        Bodies.One($$$"""{"message":"x","details":{{{{keys}}}}}""").Code.ShouldBeNull();
        foreach (int repeated in new[] { 0, count / 2, count - 1 })
        {
            Bodies.One($$$"""{"message":"x","details":{{{{keys}}},"\u006b{{{repeated}}}":0}}""").Detail.ShouldNotBeNull()
                .ShouldContain($"\"k{repeated}\"");
        }
    }

    [Fact]
    public void Details_are_limited_by_bytes_as_sent()
    {
        string details = $$"""{"a":"{{new string('x', 65_528)}}"}""";
        Bodies.One($$"""{"message":"x","details":{{details}}}""").Code.ShouldBeNull();
        ReadEntry refused = Bodies.One($$"""{"message":"x","details":{{details.Replace("x\"", "xx\"")}}}""");
        refused.Code.ShouldBe("too_long");
        refused.Detail.ShouldNotBeNull().ShouldContain("\"details\"");
        string keys = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"k{i}\":0"));
        Bodies.One($$$"""{"message":"x","details":{{{{keys}}}}}""").Code.ShouldBe("too_long");
    }

    [Fact]
    public void Details_are_limited_in_depth()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        Bodies.One($$"""{"message":"x","details":{{Nested(64)}}}""").Code.ShouldBeNull();
        ReadEntry refused = Bodies.One($$"""{"message":"x","details":{{Nested(65)}}}""");
        refused.Code.ShouldBe("too_deep");
        refused.Detail.ShouldNotBeNull().ShouldContain("64");
        Bodies.One($$$"""{"message":"x","details":{"a":{{{new string('[', 64)}}}{{{new string(']', 64)}}}}}""").Code.ShouldBe("too_deep");
    }

    [Fact]
    public void Details_of_thousands_of_keys_are_no_slower_by_the_byte_than_small_ones()
    {
        string large = string.Join(',', Enumerable.Range(0, 6000).Select(i => $"\"{i:x4}\":0"));
        string small = string.Join(',', Enumerable.Range(0, 8).Select(i => $"\"{i:x4}\":0"));
        TimeSpan Best(string keys, int lines)
        {
            string body = string.Concat(Enumerable.Repeat($$$"""{"message":"x","details":{{{{keys}}}}}""" + "\n", lines));
            TimeSpan best = TimeSpan.MaxValue;
            for (int round = 0; round < 5; round++)
            {
                long start = Stopwatch.GetTimestamp();
                Bodies.Ndjson(body).ShouldAllBe(entry => entry.Code == null);
                TimeSpan took = Stopwatch.GetElapsedTime(start);
                best = took < best ? took : best;
            }

            return best;
        }

        // The same number of keys in both; a quadratic comparison would be hundreds of times slower.
        Best(large, 4).ShouldBeLessThan(Best(small, 3000) * 20);
    }
}
