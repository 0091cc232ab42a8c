package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.study.Patterns;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A batch")
class BatchTest {

	@Test
	@DisplayName("of more values than an array holds is refused before memory is taken, with what helps")
	void tooLarge() {
		String message = assertThrows(IllegalArgumentException.class, () -> new Batch(new Patterns(4096, 4096, 1), 64, DataType.FLOAT)).getMessage();
		assertTrue(message.contains(String.valueOf(64L * 5 * 4096 * 4096)) && message.contains("a smaller batch or crop"), message);
	}
}
