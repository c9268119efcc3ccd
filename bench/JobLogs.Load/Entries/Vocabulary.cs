using System.Text;

namespace JobLogs.Load.Entries;

/// <summary>The words that sample messages are made of, in UTF-8.</summary>
internal static class Vocabulary
{
    /// <summary>English words and names, the commonest first.</summary>
    public static readonly byte[][] English = [.. WordsOf(
        """
        paper fetched from the feed and handed to next step request took longer than expected retry in a moment keywords matched
        title abstract author page of results downloaded parsed saved skipped because it was seen before connection reset by peer
        timeout waiting for answer queue is empty worker idle batch committed rows written cache hit miss token budget left model
        analysis finished score above threshold below summary ready similar duplicate found category list updated cursor moved
        """),
        .. Names(seed: 1, count: 1500)];

    /// <summary>Chinese words of two characters, the commonest first.</summary>
    public static readonly byte[][] Chinese = [.. WordsOf(
        """
        论文 搜索 处理 任务 完成 开始 结果 数据 下载 解析 保存 分析 成功 失败 重试 等待 连接 超时 请求 响应 关键 词语 标题 摘要 作者 页面 队列 批次
        提交 写入 读取 缓存 命中 模型 评分 阈值 分类 列表 更新 位置 步骤 运行 指标 状态 变更 历史 日志 记录 时间 错误 警告 信息 调试 严重 服务 网络 磁盘
        内存 线程 进程 调度 触发 执行 结束 取消 中断 跳过 排队 并发 限制 速率 令牌 用户 参数 配置 版本 升级 检查 验证 通过 拒绝 返回 内容 格式 编码
        文件 目录 路径 来源 目标 同步 异步 推送 订阅 消息 通知 邮件 统计 平均 最大 最小 总数 计数 比例 延迟 吞吐 性能 优化 索引 查询 过滤 排序 分页
        """)];

    /// <summary>Words that stand in one message of <see cref="SampleEntries.RareEvery"/> times their number, and nowhere else.</summary>
    public static readonly byte[][] RareEnglish = [.. WordsOf(
        """
        zirconium harpsichord obelisk mandolin tangerine walrus gazebo marzipan oxbow kayak
        lighthouse sycamore pumpkin quartz umbrella violin dolphin cathedral volcano butterfly
        """)];

    /// <summary>Words that stand nowhere.</summary>
    public static readonly byte[][] AbsentEnglish = [.. WordsOf(
        """
        anchor balcony candle dragonfly elephant feather giraffe hammock iceberg jigsaw
        kingdom lantern mushroom nightingale octopus penguin rhubarb saxophone thunder windmill
        """)];

    /// <summary>Words that stand nowhere either, but are made of the same syllables as the names: the worst case of an n-gram filter.</summary>
    public static readonly byte[][] AbsentNames = [.. Names(seed: 3, count: 20)];

    /// <summary>Two-character Chinese words that are as rare, and whose characters stand nowhere else.</summary>
    public static readonly byte[][] RareChinese = [.. WordsOf("饕餮 魑魅 齑粉 蹉跎 氤氲 觊觎 龃龉 踟蹰 耄耋 囹圄 涟漪 缱绻 旖旎 婆娑 徘徊 琥珀 鹦鹉 蝙蝠 葡萄 玛瑙")];

    /// <summary>The steps of a run.</summary>
    public static readonly byte[][] Steps = [.. WordsOf("initialize paper_search paper_parse deduplicate pdf_download analysis storage notify")];

    private static IEnumerable<byte[]> WordsOf(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Encoding.UTF8.GetBytes);

    // Words nobody knows: names, identifiers, terms. They give the text as many different n-grams as real logs have.
    private static IEnumerable<byte[]> Names(int seed, int count)
    {
        string[] onsets = ["b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr", "r", "s", "sh", "st", "t", "tr", "v", "w", "z"];
        string[] vowels = ["a", "a", "e", "e", "i", "i", "o", "u", "ai", "ea", "io", "ou"];
        string[] codas = ["", "", "", "n", "r", "s", "t", "l", "nd", "ng", "st", "ck"];
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var name = new StringBuilder();
            for (var syllable = 0; syllable < 3; syllable++)
            {
                name.Append(Any(onsets)).Append(Any(vowels)).Append(Any(codas));
            }

            yield return Encoding.UTF8.GetBytes(name.ToString());
        }

        string Any(string[] parts) => parts[random.Next(parts.Length)];
    }
}
