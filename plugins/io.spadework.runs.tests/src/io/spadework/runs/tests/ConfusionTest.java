package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.spadework.runs.ClassReport;
import io.spadework.runs.Confusion;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionTest {

	private static final String TABLE = "{\"images\":\"real images\",\"samples\":3,\"labels\":[\"sky\",\"void\",\"sea\",\"sun\"],"
			+ "\"confusion\":[[6,0,2,0],[0,0,0,0],[1,0,3,0],[0,0,0,0]],\"classes\":[{\"label\":\"sky\"},{\"label\":\"sea\"},{\"label\":\"sun\"}]}";

	@TempDir
	Path folder;

	@Test
	void whatAnEngineWroteIsReadByStep() throws Exception {
		RunWriter.addClasses(folder, 7, JsonParser.parseString("{\"segmenter\":\"mine\",\"generated\":" + TABLE + ",\"real\":" + TABLE + "}").getAsJsonObject());
		RunWriter.addClasses(folder, 12, JsonParser.parseString("{\"real\":" + TABLE + "}").getAsJsonObject());
		Files.writeString(folder.resolve("evaluations/classes-9.json"), "{\"real\":{\"labels\":[\"sky\"],\"confusion\":[]}}");
		var reports = RunFolder.at(folder).classReports();
		assertEquals(Set.of(7, 12), reports.keySet());
		ClassReport report = reports.get(7);
		assertEquals("mine", report.segmenter());
		Confusion real = report.real();
		assertEquals(Set.of(0, 2, 3), real.counted());
		assertEquals(0.75, real.accuracy(0));
		assertEquals(0.25, real.share(0, 2));
		assertEquals(6 / 9.0, real.iou(0));
		assertEquals(0.5, real.iou(2));
		assertEquals(9 / 12.0, real.pixelAccuracy());
		assertEquals((6 / 9.0 + 0.5) / 2, real.meanIou(), 1e-12);
		assertTrue(Double.isNaN(real.iou(3)), "a class that occurs in neither map has no score");
		assertEquals(null, reports.get(12).generated());
		assertEquals(List.of("sky", "sea", "sun"), report.rows().stream().map(ClassReport.Row::label).toList());
		assertEquals(new ClassReport.Row("sea", 4, 0.75, 0.5, 0.75, 0.5), report.rows().get(1));
		assertTrue(Double.isNaN(reports.get(12).rows().get(0).iou()), "nothing was generated");
	}
}
